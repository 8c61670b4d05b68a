"""Rules that need the whole catalog. Each is a small function: catalog in, problems out."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.checks import (
    editing,
    evidence,
    ids,
    language,
    moves,
    parity,
    references,
    reviews,
    translations,
    typography,
    wording,
    words,
)
from knowledge_base.digest import digest
from knowledge_base.problems import Problem
from knowledge_base.reading.source import capped
from knowledge_base.record import Record

Rule = Callable[[Catalog], Iterator[Problem]]

# Rules that look at one record after another: of the others they ask no more than which there
# are (see Catalog.about).
OF_RECORDS: tuple[Rule, ...] = (
    references.edges_lead_to_published_entries,
    references.links_in_text_lead_to_pages,
    references.records_cite_what_exists,
    references.vocabulary_is_known,
    ids.ids_are_unique_in_a_record,
    ids.ids_leave_the_sections_their_names,
    ids.nothing_leads_to_itself,
    ids.lists_name_nothing_twice,
    evidence.claims_name_their_sources,
    evidence.official_claims_have_an_official_source,
    evidence.legal_and_financial_claims_are_well_supported,
    evidence.certainty_stays_within_the_facts,
    reviews.next_review_is_near_enough,
    reviews.facts_are_reviewed,
    reviews.reviews_say_what_was_checked,
    translations.translations_are_current,
    parity.languages_give_the_same_numbers,
    parity.languages_lead_to_the_same_pages,
    language.texts_are_in_their_language,
    language.words_are_in_one_script,
    wording.nothing_is_promised,
    wording.names_are_used_as_agreed,
    wording.numbers_of_points_are_founded,
    wording.missing_evidence_is_worded_as_not_found,
    wording.titles_and_summaries_are_short,
    wording.sentences_are_short,
    wording.aliases_are_enough,
    typography.chinese_is_typeset_as_it_should_be,
    editing.nothing_is_left_to_do,
)
# Rules that look at the files of the whole topic alone.
OF_SHARED_FILES: tuple[Rule, ...] = (
    references.facts_cite_what_exists,
    references.rows_fit_their_table,
    ids.ids_of_questions_are_unique,
    ids.ids_of_the_whole_leave_the_sections_their_names,
    wording.patterns_are_usable,
    typography.shared_texts_are_typeset_as_they_should_be,
    words.words_are_complete,
    words.words_are_used,
    words.words_have_the_values_they_are_given,
)
# Rules that compare records with each other, or with those files.
OF_THE_WHOLE: tuple[Rule, ...] = (
    references.search_hints_lead_to_pages,
    references.every_entry_is_linked_from_a_cause,
    moves.old_addresses_are_not_used_again,
    moves.old_addresses_can_be_written,
    moves.moves_take_one_step,
    moves.what_is_gone_keeps_its_name,
    moves.retired_entries_leave_a_stub,
    evidence.facts_are_used_or_explained,
    translations.translations_are_stamped,
    editing.files_name_their_schema,
)
RULES = OF_RECORDS + OF_SHARED_FILES + OF_THE_WHOLE


def check(catalog: Catalog) -> list[Problem]:
    """The problems that every rule finds, file by file, in each the errors first.

    Of each file the first few, and how many more there are: a hostile one may have thousands.
    """
    found = {problem for rule in OF_THE_WHOLE for problem in rule(catalog)}
    found |= catalog.keep(
        "problems", partial(_all, OF_SHARED_FILES, catalog), catalog.shared_digest
    )
    # Whatever the rules on records may ask of the rest.
    on = digest(catalog.shared_digest, catalog.roll)
    for record in catalog.records():
        found |= record.keep("problems", partial(_of_record, catalog), on)
        record.forget_places()  # only a problem asks for them
    by_file = sorted(found, key=lambda problem: (problem.place.path, problem.level, problem))
    return [
        problem
        for path, of_file in groupby(by_file, key=lambda problem: problem.place.path)
        for problem in capped(path, list(of_file))
    ]


def _of_record(catalog: Catalog, record: Record[Any]) -> set[Problem]:
    return _all(OF_RECORDS, catalog.about([record]))


def _all(rules: Sequence[Rule], catalog: Catalog) -> set[Problem]:
    return {problem for rule in rules for problem in rule(catalog)}
