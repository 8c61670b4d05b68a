"""Rules that need the whole catalog. Each is a small function: catalog in, problems out."""

from collections.abc import Callable, Iterator

from knowledge_base.catalog import Catalog
from knowledge_base.checks import (
    editing,
    evidence,
    moves,
    parity,
    references,
    reviews,
    translations,
    typography,
    wording,
    words,
)
from knowledge_base.problems import Problem

Rule = Callable[[Catalog], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    references.edges_lead_to_published_entries,
    references.links_in_text_lead_to_pages,
    references.sources_and_facts_exist,
    references.vocabulary_is_known,
    references.search_hints_lead_to_pages,
    references.every_entry_is_linked_from_a_cause,
    references.ids_are_unique_in_a_file,
    moves.old_addresses_are_not_used_again,
    moves.moves_take_one_step,
    moves.what_is_gone_keeps_its_name,
    moves.retired_entries_leave_a_stub,
    evidence.claims_name_their_sources,
    evidence.official_claims_have_an_official_source,
    evidence.legal_and_financial_claims_are_well_supported,
    evidence.certainty_stays_within_the_facts,
    evidence.facts_are_used_or_explained,
    reviews.next_review_is_near_enough,
    translations.translations_are_current,
    parity.languages_give_the_same_numbers,
    parity.languages_lead_to_the_same_pages,
    wording.patterns_are_usable,
    wording.nothing_is_promised,
    wording.names_are_used_as_agreed,
    wording.numbers_of_points_are_founded,
    wording.missing_evidence_is_worded_as_not_found,
    wording.titles_and_summaries_are_short,
    wording.sentences_are_short,
    wording.aliases_are_enough,
    typography.chinese_is_typeset_as_it_should_be,
    words.words_are_complete,
    words.words_are_used,
    editing.files_name_their_schema,
)


def check(catalog: Catalog) -> list[Problem]:
    """Every problem that every rule finds, in the order of the files."""
    return sorted({problem for rule in RULES for problem in rule(catalog)})
