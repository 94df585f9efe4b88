"""The article laid out with its claims marked."""

import uuid

from articles.reading import without_markup
from articles.terms import Zone
from reviews.reading import Mark, Stretch, lay_out
from reviews.workflow import State


def mark(number: int, start: int, end: int) -> Mark:
    return Mark(number, uuid.uuid4(), start, end, State.OPEN)


def told(blocks):
    return [[(p.text, [m.number for m in p.marks], [m.number for m in p.opens]) for p in b.pieces] for b in blocks]


def test_blank_lines_and_lists_part_blocks_while_wrapped_lines_flow():
    blocks = lay_out("One line\nwrapped.\n\n- first\n- second\n\n\nLast.", [], [])
    assert [b.pieces[0].text for b in blocks] == ["One line\nwrapped.", "- first", "- second", "Last."]


def test_a_line_in_another_zone_is_a_block_of_its_own():
    text = "A title\nBy Ola Berg\nThe river rose."
    stretches = [Stretch(0, 7, Zone.TITLE), Stretch(8, 19, Zone.BYLINE), Stretch(20, 35, Zone.BODY)]
    assert [(b.zone, b.pieces[0].text) for b in lay_out(text, stretches, [])] == [
        (Zone.TITLE, "A title"),
        (Zone.BYLINE, "By Ola Berg"),
        (Zone.BODY, "The river rose."),
    ]


def test_overlapping_claims_are_cut_into_segments_that_name_all_of_them():
    blocks = lay_out("abcdefgh", [], [mark(1, 0, 5), mark(2, 3, 8)])
    assert told(blocks) == [[("abc", [1], [1]), ("de", [1, 2], [2]), ("fgh", [2], [])]]


def test_the_end_of_a_claim_is_told_where_it_shares_words():
    blocks = lay_out("abcdefgh ij", [], [mark(1, 0, 8), mark(2, 3, 5), mark(3, 9, 11)])
    assert [(p.text, [m.number for m in p.closes]) for p in blocks[0].pieces] == [
        ("abc", []), ("de", [2]), ("fgh", [1]), (" ", []), ("ij", []),
    ]  # fmt: skip


def test_a_claim_inside_a_claim_owns_its_words():
    (block,) = lay_out("abcdefgh", [], [mark(2, 2, 4), mark(1, 0, 8)])
    assert [p.owner.number for p in block.pieces] == [1, 2, 1]


def test_a_claim_over_a_page_break_goes_on_in_the_next_block():
    blocks = lay_out("The river\n\nrose.", [], [mark(1, 0, 16)])
    assert told(blocks) == [[("The river", [1], [1])], [("rose.", [1], [])]]


def test_no_letter_is_lost():
    text = "Head\n\nOne two three.\nFour.\n\n> Said he.\n"
    blocks = lay_out(text, [], [mark(1, 6, 9), mark(2, 8, 20), mark(3, 8, 14), mark(4, 30, 38)])
    shown = "".join(piece.text for block in blocks for piece in block.pieces)
    assert "".join(shown.split()) == "".join(text.split())


def test_many_claims_are_gone_through_once():
    text = "The river rose by forty centimetres. " * 4000
    marks = [mark(n, n * 37 * 5, n * 37 * 5 + 60) for n in range(800)]
    pieces = [piece for block in lay_out(text, [], marks) for piece in block.pieces]
    assert sum(len(piece.opens) for piece in pieces) == len(marks)
    assert len(pieces) <= 2 * len(marks) + 1


def test_furniture_inside_a_sentence_keeps_its_zone_and_no_mark():
    text = "The river rose\n\nPage 3\n\nin 2019."
    stretches = [Stretch(0, 32, Zone.BODY), Stretch(16, 22, Zone.BOILERPLATE)]
    blocks = lay_out(text, stretches, [mark(1, 0, 32)])
    assert [b.zone for b in blocks] == [Zone.BODY, Zone.BOILERPLATE, Zone.BODY]
    assert [bool(b.pieces[0].marks) for b in blocks] == [True, False, True]


def test_markup_is_not_shown_and_moves_nothing():
    text = "# River\n\nThe **river** rose.\n\n---\n\nIt [fell](https://a.example/b) again."
    blocks = lay_out(text, [], [mark(1, text.index("It"), len(text))], without_markup(text))
    told = [" ".join("".join(piece.text for piece in block.pieces).split()) for block in blocks]
    assert told == ["River", "The river rose.", "It fell again."]


def test_marks_of_footnotes_are_not_shown_and_their_notes_are():
    text = "It rose.[^1] It cost[^b] 2 crowns [^sic].\n\n[^1]: Water office"
    shown = without_markup(text)
    assert shown == "It rose.     It cost     2 crowns [^sic].\n\n[^1]: Water office" and len(shown) == len(text)
