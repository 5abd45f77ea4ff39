"""Saved pages in the manner of real news sites: the article alone, its metadata, its date or none, and the way back."""

import time

import pytest

from sayso.errors import InputError, UnreadableError
from sayso.intake import Settings, receive
from sayso.model import Span
from sayso.text import sentences

BODY = [
    "The embassy told managers on Monday that all workers must leave the harbour district & the old town by December, "
    "a person familiar with the order said.",
    "“Nobody will be allowed to stay,” the person said. Managers were given three days to hand in lists of names.",
    "The ministry did not answer questions. Two factory owners said they had heard of the order but had not seen it.",
    "In a resolution of December 22, 2017 the council had asked all states to send the workers home within two years.",
    "Officials in the port said on Tuesday that no ship had been booked so far, and that none would be before spring.",
]
HEADLINE = "Workers told to go home by December"


def paragraphs(tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{words.replace('&', '&amp;').replace('“', '&ldquo;')}</{tag}>" for words in BODY)


def html(head: str, body: str, attributes: str = ' lang="en"') -> str:
    return f"<!DOCTYPE html>\n<html{attributes}><head><meta charset='utf-8'>{head}</head>\n<body>{body}</body></html>"


NAV = """<header class="site-header"><a href="/"><img src="/img/2016/03/04/logo.png" alt="The Pier Post"></a>
<nav><ul><li><a href="/world">World</a></li><li><a href="/asia">Asia</a></li>
<li><a href="/weather">Weather</a></li></ul></nav>
<div class="today">Thursday, November 20, 2025</div></header>"""
COOKIES = """<div id="cookie-banner" class="cookie-consent"><p>We use cookies to give you the best experience on
our site. By continuing to browse you agree to our use of cookies and to our privacy policy.</p>
<button>Accept all</button></div>"""
RELATED = """<aside class="related"><h3>Related stories</h3><ul>
<li><a href="/x"><span>Ships wait off the coast for a third week as insurers quarrel over cover</span></a>
<time datetime="2017-01-02">January 2, 2017</time></li>
<li><a href="/y">Harbour master retires after forty years of service to the town and its people</a>
<time datetime="2016-05-06">May 6, 2016</time></li></ul></aside>"""
COMMENTS = """<section id="comments" class="comments-area"><h2>3 comments</h2><ol class="comment-list">
<li class="comment"><div class="comment-meta"><time datetime="2019-10-01T09:00:00">October 1, 2019</time></div>
<p>This is what I have always said about the harbour, and nobody ever listened to me or to my neighbours.</p></li></ol>
</section>"""
FOOTER = """<footer class="site-footer"><p>&copy; 2011-2024 The Pier Post. All rights reserved. 20 November 2025.</p>
</footer>"""
NEWSPAPER = html(
    f"""<title>{HEADLINE} | The Pier Post</title><meta property="og:site_name" content="The Pier Post">
<meta property="og:title" content="{HEADLINE}"><link rel="canonical" href="https://pier.example/asia/order">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{HEADLINE}",
"datePublished": "2019-09-25T23:50:00-05:00", "dateModified": "2019-10-02T10:00:00Z", "author": [{{"@type": "Person",
"name": "Ana Reyes"}}], "publisher": {{"@type": "Organization", "name": "The Pier Post"}},
"articleBody": "{BODY[0]} {BODY[1]}"}}</script><style>.a > .b {{ color: red }}</style>""",
    f"""{COOKIES}{NAV}<main><article><h1>{HEADLINE}</h1><p class="byline">By Ana Reyes</p>{paragraphs()}</article>
{RELATED}{COMMENTS}</main>{FOOTER}<script>var page = {{"published": "2015-01-01", "text": "{BODY[1]}"}};</script>""",
)
WORDPRESS = html(
    f"""<title>{HEADLINE} &#8211; Harbour Watch</title><meta property="og:site_name" content="Harbour Watch">
<meta property="article:published_time" content="2019-09-25T08:00:00+00:00">
<meta property="article:modified_time" content="2020-02-02T08:00:00+00:00">""",
    f"""{NAV}<div id="content" class="site-content"><article class="post-123 type-post"><header class="entry-header">
<h1 class="entry-title">{HEADLINE}</h1><div class="entry-meta"><span class="posted-on"><a href="/o"><time
class="entry-date published" datetime="2019-09-25T08:00:00+00:00">September 25, 2019</time><time class="updated"
datetime="2020-02-02">February 2, 2020</time></a></span> <span class="byline">by
<span class="author vcard">Ana Reyes</span></span></div></header>
<div class="entry-content">{paragraphs()}</div></article>
{COMMENTS}</div>
<div class="widget-area sidebar">{RELATED}</div>{FOOTER}""",
)
META_DATE = html(
    f'<title>{HEADLINE}</title><meta name="date" content="2019-09-25"><meta name="author" content="Ana Reyes">',
    f'{NAV}<div class="story"><h1>{HEADLINE}</h1>{paragraphs()}</div>{RELATED}{FOOTER}',
)
TIME_TAG = html(
    f"<title>{HEADLINE} - Coast Daily</title>",
    f"""{NAV}<article><h1>{HEADLINE}</h1><div class="info">
<time datetime="2019-09-25T10:00+09:00">Sep 25, 10:00</time></div>
{paragraphs()}</article>{RELATED}{COMMENTS}{FOOTER}""",
)
BYLINE = html(
    f"<title>{HEADLINE}</title>",
    f"""{NAV}<div class="article"><h2 class="headline">{HEADLINE}</h2>
<div class="article-date">Published: 25 September 2019 | Updated: 1 October 2019</div>
<div class="date">September 25, 2019</div>
{paragraphs()}</div>{RELATED}{FOOTER}""",
)
GRAPH = html(
    f"""<title>{HEADLINE}</title><script type="application/ld+json">
{{"@graph": [{{"@type": "WebSite", "name": "Pier"}}, {{"@type": ["WebPage", "ItemPage"],
"datePublished": "2019-09-25T01:00:00Z", "dateModified": "2021-01-01"}}]}}</script>""",
    f"{NAV}<article><h1>{HEADLINE}</h1>{paragraphs()}</article>{FOOTER}",
)
OLD_TABLE = html(
    f"<title>{HEADLINE}</title><meta name='DC.date.issued' content='2019-09-25'>",
    f"""<table><tr><td><a href="/">Home</a></td><td><a href="/n">News</a></td></tr></table><table><tr><td>
<b>{HEADLINE}</b><br>{"<br><br>".join(words.replace("&", "&amp;") for words in BODY)}</td></tr></table>{FOOTER}""",
    "",
)
DATED = {
    "newspaper": NEWSPAPER, "wordpress": WORDPRESS, "meta date": META_DATE, "time tag": TIME_TAG, "byline": BYLINE,
    "graph": GRAPH, "old table": OLD_TABLE,
}  # fmt: skip
UNDATED = {
    "copyright year": html(
        f"<title>{HEADLINE}</title>", f"<article><h1>{HEADLINE}</h1>{paragraphs()}</article>{FOOTER}"
    ),
    "today's date in the header": html(f"<title>{HEADLINE}</title>", f"{NAV}<article>{paragraphs()}</article>"),
    "today's date where articles have theirs": html(
        f"<title>{HEADLINE}</title>", f"<div class='date'>20 November 2025</div><h1>{HEADLINE}</h1>{paragraphs()}"
    ),
    "only related dates": html(f"<title>{HEADLINE}</title>", f"<article>{paragraphs()}</article>{RELATED}{COMMENTS}"),
    "only a modified date": html(
        f'<title>{HEADLINE}</title><meta property="article:modified_time" content="2020-02-02T08:00:00Z">'
        '<meta property="og:updated_time" content="2020-02-02T08:00:00Z"><meta name="modified" content="2020-02-02">',
        f"<article>{paragraphs()}</article><p class='date'>Last updated: 2 February 2020</p>",
    ),
    "a picture's date": html(
        "<title>x</title>", f"<article><img src='/uploads/2018/03/04/20180304-pic.jpg'>{paragraphs()}</article>"
    ),
    "a list of other articles": html(
        '<script type="application/ld+json">[{"@type": "NewsArticle", "datePublished": "2018-01-01"},'
        '{"@type": "NewsArticle", "datePublished": "2018-01-05"}]</script>',
        f"<article>{paragraphs()}</article>",
    ),
    "an ambiguous date": html("", f"<article><div class='date'>03/04/2019</div>{paragraphs()}</article>"),
    "a month only": html("", f"<article><div class='date'>September 2019</div>{paragraphs()}</article>"),
    "when it was saved": html(
        "<!-- saved from url=(0030)https://pier.example/order at Thu, 20 Nov 2025 -->",
        f"<article>{paragraphs()}</article><p class='meta'>Retrieved 20 November 2025, printed 2025-11-20</p>",
    ),
}


@pytest.mark.parametrize("name", [*DATED, *UNDATED])
def test_the_article_is_kept_whole_and_what_surrounds_it_left_out(name: str) -> None:
    text = receive((DATED | UNDATED)[name].encode()).report.text
    for words in BODY:
        assert words in text
    for words in (
        "cookies",
        "Accept all",
        "Related stories",
        "insurers",
        "neighbours",
        "All rights",
        "Weather",
        "var page",
    ):
        assert words not in text
    assert HEADLINE not in text
    assert text.count(BODY[1]) == 1


@pytest.mark.parametrize("name", DATED)
def test_a_stated_day_of_publication_is_found(name: str) -> None:
    published = receive(DATED[name].encode()).report.published
    assert (published.earliest, published.latest, published.basis) == ("2019-09-25", "2019-09-25", "metadata")
    assert published.why.startswith("The page's ")
    assert published.why.endswith(" gives 2019-09-25.")


@pytest.mark.parametrize("name", UNDATED)
def test_no_date_is_better_than_a_wrong_one(name: str) -> None:
    published = receive(UNDATED[name].encode()).report.published
    assert (published.earliest, published.latest, published.basis) == (None, None, "unknown")


def test_title_outlet_author_and_address_come_from_the_page() -> None:
    report = receive(NEWSPAPER.encode()).report
    assert (report.title, report.outlet, report.author) == (HEADLINE, "The Pier Post", "Ana Reyes")
    assert report.url == "https://pier.example/asia/order"
    assert receive(WORDPRESS.encode()).report.outlet == "Harbour Watch"


def test_the_users_word_beats_the_page_and_the_page_beats_the_address() -> None:
    settings = Settings(outlet="Reprint", published="2019-10", url="https://reprint.example/2020/01/02/order")
    report = receive(NEWSPAPER.encode(), settings=settings).report
    assert (report.outlet, report.published.basis, report.published.earliest) == ("Reprint", "given", "2019-10-01")
    settings = Settings(url="https://reprint.example/2020/01/02/order")
    assert receive(NEWSPAPER.encode(), settings=settings).report.published.earliest == "2019-09-25"
    assert receive(UNDATED["copyright year"].encode(), settings=settings).report.published.basis == "url"


def test_dates_that_disagree_are_named() -> None:
    other = NEWSPAPER.replace("<style>", '<meta property="article:published_time" content="2019-09-20"><style>')
    received = receive(other.encode())
    assert received.report.published.earliest == "2019-09-25"
    assert [warning.code for warning in received.warnings] == ["published-contested"]


@pytest.mark.parametrize("name", DATED)
def test_every_sentence_leads_back_to_its_words_in_the_source(name: str) -> None:
    source = DATED[name]
    received = receive(source.encode())
    text = received.report.text
    body = source.index("<body")
    for start, end in sentences(text):
        (place,) = received.places(Span.of(text, start, end))
        found = source[place.start : place.end].replace("&amp;", "&").replace("&ldquo;", "“")
        assert found == text[start:end]
        assert place.start > body, "not in a data block that repeats it"
    start = text.index("harbour district & the")
    (place,) = received.places(Span.of(text, start, start + 22))
    assert source[place.start : place.end] == "harbour district &amp; the"


def test_marks_inside_words_and_entities_keep_the_way_back() -> None:
    source = html(
        "", f"<article><p>The <b>emb</b>assy&nbsp;told&#32;the caf&eacute; man&shy;agers.</p>{paragraphs()}</article>"
    )
    received = receive(source.encode())
    text = received.report.text
    assert text.startswith("The embassy told the café managers.\n\nThe embassy told managers")
    for words, there in (("embassy", "emb</b>assy"), ("café", "caf&eacute;"), ("managers", "man&shy;agers")):
        start = text.index(words)
        (place,) = received.places(Span.of(text, start, start + len(words)))
        assert source[place.start : place.end] == there


@pytest.mark.parametrize(
    "body",
    [
        NAV + RELATED + FOOTER,
        "<p>Please enable JavaScript and cookies to continue.</p>",
        "<h1>404</h1><p>The page you asked for is not here.</p>" + NAV + FOOTER,
        "<form><input name=user><p>Log in to read this article.</p></form>",
        "",
    ],
)
def test_a_page_without_an_article_says_so(body: str) -> None:
    with pytest.raises(UnreadableError, match="expected a page with an article, found none: the bytes given; save"):
        receive(html("<title>Pier</title>", body).encode())


@pytest.mark.parametrize(
    "broken",
    [
        f"<html><body><article>{paragraphs()}",
        f"<html><body><p>{'<p>'.join(BODY)}",
        f"<html><head><script>{paragraphs()}</head><body></body></html>",
        f"<html><body><!-- {paragraphs()}",
        f"<html><body><article {'a=1 ' * 500}>{paragraphs()}</article>",
        '<html><head><script type="application/ld+json">{"@type":</script></head><body><article>' + paragraphs(),
        f'<html><head><script type="application/ld+json">{"[" * 5000}</script></head><body><article>{paragraphs()}',
        '<html><head><script type="application/ld+json">[1, null, {"@graph": 3}, {"@graph": [7]}]</script>'
        + paragraphs(),
        f"<html><body>{'<' * 10000}{paragraphs()}",
        f"<html><body>{paragraphs()}{'<script ' * 40000}",
        f"<html><body>{paragraphs()}{'<!-- ' * 40000}",
        f"<html><body>{paragraphs()}{'&amp' * 40000}",
    ],
)
def test_broken_pages_are_read_or_refused_in_good_time(broken: str) -> None:
    start = time.perf_counter()
    try:
        text = receive(broken.encode(), settings=Settings(max_seconds=3)).report.text
    except InputError:
        text = BODY[2]
    assert BODY[2] in text
    assert time.perf_counter() - start < 30


def test_the_charset_a_page_declares_is_used() -> None:
    page = NEWSPAPER.replace("utf-8", "windows-1252").replace("“", "&ldquo;").replace("”", "&rdquo;")
    page = page.replace("Managers were", "Café managers were")
    received = receive(page.encode("cp1252"))
    assert "Café managers were" in received.report.text
    assert (received.encoding, received.warnings) == ("cp1252", ())


def test_utf8_is_known_by_its_form_where_a_page_declares_something_else() -> None:
    received = receive(NEWSPAPER.replace("charset='utf-8'", "charset='iso-8859-1'").encode())
    assert received.encoding == "utf-8"
    assert BODY[1] in received.report.text


def test_nothing_in_a_page_is_fetched_and_hidden_text_hints_are_dropped() -> None:
    page = NEWSPAPER.replace("Nobody will", "No\u200bbody\ufeff will")
    assert BODY[1] in receive(page.encode()).report.text
