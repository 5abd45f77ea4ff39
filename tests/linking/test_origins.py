"""Who said it first: one origin in many texts, several in one."""

import msgspec
from telling import (
    at,
    body,
    count_origins,
    judged,
    linked,
    matter,
    named,
    number,
    origin,
    paper,
    position,
    press,
    report,
    said,
    unnamed,
)

from sayso.model import Source

RUSSIA, QATAR, NEPAL, CHINA, KUWAIT = (
    at("Russia", "RU"),
    at("Qatar", "QA"),
    at("Nepal", "NP"),
    at("China", "CN"),
    at("Kuwait", "KW"),
)


def workers(outlet, day, text, where, low, *by, **more):
    return report(outlet, day, said(text, "presence", *by, where=where, numbers=number(low), **more))


def test_one_official_report_in_eight_texts_is_one_origin():
    voices = [
        body("Russia"),
        body("Russian Foreign Ministry"),
        body("Moscow"),
        paper("Russia's report to the Security Council"),
        body("Russian Federation"),
        named("Maria Zakharova", "Foreign Ministry spokeswoman"),
        body("Russian government"),
        paper("the Russian interim report"),
    ]
    wordings = [
        "11,490 North Koreans were left in Russia", "Russia still had 11,490", "some 11,490 remained in Russia",
        "the number in Russia had come down to 11,490", "Russia counted 11,490 labourers",
        "11,490 people from the North worked in Russia", "in Russia there were 11,490", "Russia put them at 11,490",
    ]  # fmt: skip
    told = [
        workers(f"Paper {n}", f"2019-03-{25 + n % 5}", text, RUSSIA, 11490, voice)
        for n, (voice, text) in enumerate(zip(voices, wordings, strict=True))
    ]
    assert count_origins(linked(*told), told[0]) == 1


def test_two_anonymous_sources_of_two_outlets_are_two_origins():
    a = workers("Paper A", "2019-03-01", "Nepal has 400 of them", NEPAL, 400, unnamed("a trader", "participant"))
    b = workers(
        "Paper B", "2019-03-02", "400 North Koreans live in Nepal", NEPAL, 400, unnamed("a trader", "participant")
    )
    found = linked(a, b)
    assert count_origins(found, a) == 2
    assert origin(found, a).outlet == "Paper A"


def test_two_anonymous_sources_of_one_report_are_two_origins_of_one_outlet():
    a = report(
        "Paper A", "2019-03-01",
        said("Nepal has 400 of them", "presence", unnamed("a trader"), where=NEPAL, numbers=number(400)),
        said("there are 400 in Nepal", "presence", unnamed("a cook"), where=NEPAL, numbers=number(400)),
    )  # fmt: skip
    found = linked(a)
    assert count_origins(found, a) == 2
    assert {o.outlet for o in matter(found, a).origins} == {"Paper A"}


def test_an_anonymous_source_heard_by_an_agency_is_one_origin_wherever_it_is_printed():
    official = unnamed("an official", "official")
    a = workers("Paper A", "2017-08-10", "Qatar has 2,000 of them", QATAR, 2000, official, press("Reuters"))
    b = workers(
        "Paper B",
        "2017-08-11",
        "2,000 work in Qatar",
        QATAR,
        2000,
        unnamed("a Doha official", "official"),
        press("Reuters"),
    )
    found = linked(a, b)
    assert count_origins(found, a) == 1
    assert origin(found, a).placeholder
    assert origin(found, a).outlet == "Reuters"
    assert origin(found, a).relayed_by == tuple(sorted([a.record.report.id, b.record.report.id]))


def test_a_placeholder_is_filled_when_the_outlet_s_own_text_comes_in():
    own = workers(
        "Yonhap",
        "2017-09-01",
        "Some 20,000 North Koreans worked in Dandong in spring",
        at("Dandong", "CN"),
        20000,
        unnamed("a trader in Dandong", "participant"),
    )
    relay = workers(
        "Paper B",
        "2017-09-02",
        "20,000 North Koreans worked in Dandong in spring, Yonhap reported",
        at("Dandong", "CN"),
        20000,
        press("Yonhap"),
    )
    alone, both = linked(relay), linked(own, relay)
    assert origin(alone, relay).placeholder
    assert not origin(both, relay).placeholder
    assert origin(both, relay) == origin(both, own)
    assert origin(both, relay).anonymous


def test_an_outlet_that_copies_adds_no_origin():
    text = (
        "More than 700 seamstresses left the county of Tumen by train in the night to Tuesday. They had packed their "
        "machines the week before. A foreman of the works wept when they went; he had taught them all. The owner says "
        "that he will look for hands in the south of the country, where wages are lower than here."
    )
    tumen = at("Tumen", "CN")
    claim = said(
        "More than 700 seamstresses left the county of Tumen by train in the night to Tuesday",
        "return",
        where=tumen,
        numbers=number(700, -1, measure="outflow"),
    )
    a = report("Paper A", "2019-03-01", claim, text=text)
    b = report("Paper B", "2019-03-03", claim, text=text)
    found = linked(a, b)
    assert count_origins(found, a) == 1
    assert not position(found, a).relayed
    assert position(found, b).relayed


def test_a_report_that_opens_on_another_outlet_s_word_is_no_witness_of_its_own():
    b = report(
        "Paper B", "2019-03-03",
        said("The last cooks have left Nepal", "return", press("Kyodo"), where=NEPAL),
        said("Nepal's restaurants stand empty since they are gone", "return", where=NEPAL),
    )  # fmt: skip
    assert count_origins(linked(b), b) == 1


def test_a_minister_and_the_deputy_who_say_the_same_are_one_origin():
    a = workers(
        "Paper A",
        "2018-01-04",
        "Poland still has 400",
        at("Poland", "PL"),
        400,
        named("Jan Nowak", "Polish labour minister"),
    )
    b = workers(
        "Paper B",
        "2018-01-05",
        "400 remain in Poland",
        at("Poland", "PL"),
        400,
        named("Ewa Lis", "deputy Polish minister"),
    )
    assert count_origins(linked(a, b), a) == 1


def test_two_bodies_of_one_state_that_differ_are_two_origins():
    a = workers(
        "Paper A",
        "2018-01-04",
        "Poland still has 400",
        at("Poland", "PL"),
        400,
        named("Jan Nowak", "Polish labour minister"),
    )
    b = workers("Paper B", "2018-01-05", "Poland has 560", at("Poland", "PL"), 560, body("Polish border guard"))
    assert count_origins(linked(a, b), a) == 2


def test_a_person_is_known_across_spellings_and_short_names():
    a = workers(
        "Paper A",
        "2018-01-04",
        "Poland still has 400",
        at("Poland", "PL"),
        400,
        named("Elżbieta Gałązka", "labour minister"),
    )
    b = workers(
        "Paper B",
        "2018-01-06",
        "fewer than 462 are in Poland",
        at("Poland", "PL"),
        462,
        named("Galazka", "the minister"),
    )
    found = linked(a, b)
    assert origin(found, a).origin == origin(found, b).origin


def test_what_one_voice_says_again_months_later_is_no_second_origin():
    a = workers(
        "Paper A",
        "2018-01-04",
        "the island has 60",
        at("Malta", "MT"),
        60,
        named("Anna Borg", "a lawyer", proximity="expert"),
    )
    b = workers(
        "Paper B",
        "2018-04-20",
        "60 work on the island",
        at("Malta", "MT"),
        60,
        named("Anna Borg", "lawyer", proximity="expert"),
    )
    c = workers(
        "Paper C",
        "2018-04-21",
        "25 work on the island",
        at("Malta", "MT"),
        25,
        named("Anna Borg", "lawyer", proximity="expert"),
    )
    assert count_origins(linked(a, b), a) == 1
    assert count_origins(linked(a, c), a) == 2


def test_a_voice_keeps_its_name_over_its_occasions():
    a = workers(
        "Paper A",
        "2018-01-04",
        "the island has 60",
        at("Malta", "MT"),
        60,
        named("Anna Borg", "a lawyer", proximity="expert"),
    )
    c = workers(
        "Paper C",
        "2018-04-21",
        "25 work on the island",
        at("Malta", "MT"),
        25,
        named("Anna Borg", "lawyer", proximity="expert"),
    )
    found = linked(a, c)
    assert origin(found, a).voice == origin(found, c).voice


def test_a_spokesman_of_a_state_speaks_for_it():
    a = workers(
        "Interfax",
        "2020-01-23",
        "some 1,000 are left in Russia",
        RUSSIA,
        1000,
        named("Igor Petrov", "Foreign Ministry spokesman"),
    )
    assert origin(linked(a), a).country == "RU"


def test_a_foreign_expert_speaks_for_no_state():
    a = workers(
        "Interfax",
        "2020-01-23",
        "some 1,000 are left in Russia",
        RUSSIA,
        1000,
        named("Igor Petrov", "analyst", proximity="expert"),
    )
    assert origin(linked(a), a).country is None


def test_the_un_is_not_the_state_it_speaks_of():
    a = workers("Paper A", "2020-01-23", "some 1,000 are left in Russia", RUSSIA, 1000, body("UN Panel of Experts"))
    assert origin(linked(a), a).country is None


def test_an_ambassador_without_a_name_is_known_by_the_office():
    envoy = unnamed("Nepal's ambassador to South Korea", "official")
    a = workers("Paper A", "2018-01-04", "Nepal has none", NEPAL, 0, envoy)
    b = workers("Paper B", "2018-01-05", "none are in Nepal", NEPAL, 0, envoy)
    assert count_origins(linked(a, b), a) == 1


def test_thinking_it_is_the_outlet_s_own_word():
    passive = Source(id="", kind="unspecified", description="it is thought")
    a = workers("Paper A", "2018-01-04", "Nepal has 30", NEPAL, 30, passive)
    assert origin(linked(a), a).kind == "outlet"


def test_reports_without_an_outlet_are_not_one_outlet():
    a = workers(None, "2018-01-04", "Nepal has 30 cooks", NEPAL, 30)
    b = workers(None, "2018-01-05", "some 30 people cook in Nepal", NEPAL, 30)
    assert count_origins(linked(a, b), a) == 2


def test_an_agency_is_known_by_its_state():
    official = unnamed("an official", "official")
    a = workers(
        "Paper A",
        "2017-08-10",
        "Kuwait has 2,000 of them",
        KUWAIT,
        2000,
        official,
        press("Kuwait's state-run news agency"),
    )
    b = workers(
        "Paper B", "2017-08-11", "2,000 work in Kuwait", KUWAIT, 2000, official, press("KUNA", "state news agency")
    )
    assert count_origins(linked(a, b), a) == 1


def test_outlets_of_similar_names_are_not_one():
    a = workers("Daily NK", "2017-08-10", "Nepal has 2,000 of them", NEPAL, 2000)
    b = workers("NK News", "2017-08-11", "2,000 work in Nepal", NEPAL, 2000)
    assert count_origins(linked(a, b), a) == 2


def test_a_person_makes_two_sources_one_and_one_two():
    a = workers("Paper A", "2019-03-01", "Nepal has 400 of them", NEPAL, 400, unnamed("a trader"))
    b = workers("Paper B", "2019-03-02", "400 North Koreans live in Nepal", NEPAL, 400, unnamed("a merchant"))
    ids = (a.record.report.id, "s1", b.record.report.id, "s1")
    assert count_origins(linked(a, b, judgements=(judged("same-source", *ids),)), a) == 1
    c = workers(
        "Paper C", "2018-01-04", "Nepal still has 400", NEPAL, 400, named("Li Wei", "trader", proximity="unknown")
    )
    d = workers(
        "Paper D", "2018-01-05", "400 remain in Nepal", NEPAL, 400, named("Li Wei", "student", proximity="unknown")
    )
    assert count_origins(linked(c, d), c) == 1
    ids = (c.record.report.id, "s1", d.record.report.id, "s1")
    assert count_origins(linked(c, d, judgements=(judged("other-source", *ids),)), c) == 2


def test_a_claim_handed_on_by_a_lawmaker_is_the_service_s():
    service, lawmaker = body("South Korea's National Intelligence Service"), named("Kim Min", "a lawmaker")
    a = workers("Paper A", "2025-02-04", "Russia has 10,000", RUSSIA, 10000, service, lawmaker)
    b = workers("Paper B", "2025-02-05", "10,000 are in Russia", RUSSIA, 10000, service)
    found = linked(a, b)
    assert count_origins(found, a) == 1
    assert origin(found, a).country == "KR"
    assert origin(found, a).hops == 2


def test_spokesmen_of_two_states_are_two_voices():
    spokesman = unnamed("a ministry spokesman", "official")
    a = workers("Paper A", "2018-01-04", "Nepal has 40", NEPAL, 40, spokesman)
    b = workers("Paper B", "2018-01-05", "Qatar has 40", QATAR, 40, spokesman)
    found = linked(a, b)
    assert origin(found, a).voice != origin(found, b).voice
    assert not origin(found, a).anonymous


def test_a_ministry_and_its_unnamed_spokesman_are_one_origin():
    a = workers("Paper A", "2018-01-04", "Qatar has 40 left", QATAR, 40, unnamed("a ministry spokesman", "official"))
    b = workers("Paper B", "2018-01-05", "40 remain in Qatar", QATAR, 40, body("Qatar's labour ministry"))
    assert count_origins(linked(a, b), a) == 1


def test_the_report_that_a_relay_speaks_of_is_the_one_of_the_outlet_it_names():
    that = Source(id="", kind="document", description="the report")
    a = report(
        "Paper A",
        "2018-01-04",
        said("Qatar keeps the builders, Kyodo reported", "presence", press("Kyodo"), where=QATAR),
        said("40 of them are welders, according to the report", "presence", that, where=QATAR, numbers=number(40)),
    )
    assert origin(linked(a), a, "c2").outlet == "Kyodo"


def test_a_text_that_comes_in_after_its_relay_fills_the_placeholder_and_keeps_its_id():
    dandong = at("Dandong", "CN")
    own = workers(
        "Yonhap", "2017-09-03", "20,000 North Koreans worked in Dandong in spring", dandong, 20000, body("MOFA")
    )
    relay = workers("Paper B", "2017-09-03", "20,000 North Koreans worked in Dandong", dandong, 20000, press("Yonhap"))
    late = msgspec.structs.replace(own, known="2018-01-01")
    both = linked(late, relay)
    assert origin(both, own) == origin(both, relay)
    assert origin(both, own).origin == origin(linked(relay), relay).origin
    assert not origin(both, own).placeholder
    assert origin(both, own).source.startswith("MOFA")


def test_a_state_s_word_is_that_of_the_one_official_a_report_names():
    a = report(
        "Paper A",
        "2020-01-23",
        said("it had missed the deadline", "compliance-report", body("Moscow"), where=RUSSIA, polarity="denied"),
        said(
            "1,000 are left in Russia",
            "presence",
            named("Igor Petrov", "spokesman"),
            where=RUSSIA,
            numbers=number(1000),
        ),
    )
    found = linked(a)
    assert origin(found, a, "c1") == origin(found, a, "c2")


def test_a_government_is_its_state():
    a = workers("Paper A", "2020-01-23", "1,000 are left in Russia", RUSSIA, 1000, body("the Kremlin"))
    b = workers("Paper B", "2020-01-24", "900 are in Russia", RUSSIA, 900, body("Russian government"))
    assert count_origins(linked(a, b), a) == 1
