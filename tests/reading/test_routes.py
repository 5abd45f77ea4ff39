import pytest

from sayso.reading import routes


def words(text, heard):
    return text[heard.start : heard.end] if heard else None


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("“We were told to pack,” a cook told Reuters.", "Reuters"),
        ("The envoy said in an interview with The Border Herald that nobody left.", "The Border Herald"),
        ("A broker told Placeholder News Agency that nobody left.", "Placeholder News Agency"),
        ("Officials quoted by the newspaper denied it.", "the newspaper"),
        ("She told reporters that nobody left.", None),
    ],
)
def test_the_publication_somebody_spoke_to(text, outlet):
    assert words(text, routes.told_to(text, 0, len(text))) == outlet


def test_whom_a_publication_cites():
    text = "The agency reported on Friday, citing two port officials, that the ship had sailed."
    assert words(text, routes.cited(text, 0, len(text))) == "two port officials"


def test_a_cited_official_before_as_saying():
    text = "KUNA, which quoted a ministry official as saying that permits had ended"
    assert words(text, routes.cited(text, 0, len(text))) == "a ministry official"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("STRELSAU (AFP) - The port has closed.", "AFP"),
        ("The port has closed.\n\nNobody came. (Yonhap)", "Yonhap"),
        ("STRELSAU - The port has closed (for now).", None),
    ],
)
def test_the_agency_that_a_dateline_or_the_last_line_credits(text, agency):
    assert words(text, routes.agency_credit(text)) == agency


def test_a_publication_named_inside_a_phrase():
    text = "a Yonhap source"
    assert words(text, routes.outlet_in(text, 0, len(text))) == "Yonhap"
