"""The home page: what a reader sees first. What it lists below comes from the entries."""

from pydantic import Field

from knowledge_base.model.fields import Bilingual, Id, Model


class Row(Model):
    """One row of a comparison: what is compared, then a cell for each column."""

    name: Bilingual
    cells: list[Bilingual] = Field(min_length=2)


class Comparison(Model):
    """A small table of things that readers mix up."""

    title: Bilingual
    corner: Bilingual
    columns: list[Bilingual] = Field(min_length=2, max_length=3)
    rows: list[Row] = Field(min_length=1)
    note: Bilingual


class Home(Model):
    """The words of the first screen: what happened, what to do today, what cannot wait."""

    title: Bilingual
    summary: Bilingual
    today: list[Bilingual] = Field(min_length=1, max_length=3)
    act_now: list[Bilingual] = Field(min_length=1, max_length=3)
    myths: list[Id] = Field(max_length=3)
    compare: Comparison | None = None
