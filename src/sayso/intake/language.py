"""Which language a report is in: what the user or the front matter says, else what CLD2 sees.

CLD2 loads in 20 ms and needs 0.4 ms for an article; py3langid, lingua and simplemma take ten to five hundred times as
long to load, and lingua's fast mode takes a short English text full of Korean names for Tagalog.
"""

from sayso.errors import LanguageError

FEW_WORDS, SAMPLE, HALF = 15, 12_000, 40
"""A text of fewer words is judged without its capitalised ones, which are names as often as not, and is English unless
CLD2 is sure that it is not; code points looked at; per cent of the text in English that make it English."""
IN_ISO = {"iw": "he", "jw": "jv"}  # CLD2 keeps two codes that ISO 639 has withdrawn


def english(text: str, declared: str | None, subject: str) -> str:
    """`en`, or raises LanguageError naming the language; `declared` is an ISO 639 code or an English name."""
    import pycld2

    if declared:
        asked = declared.strip().lower().replace("_", "-")
        codes = {name.lower(): code for name, code in reversed(pycld2.LANGUAGES)}
        code = codes.get(asked, asked).partition("-")[0]
        name = next((name for name, known in pycld2.LANGUAGES if IN_ISO.get(known, known) == code), declared)
    else:
        words = text[:SAMPLE].split()
        if len(words) < FEW_WORDS:
            words = [word for word in words if not (word[0].isascii() and word[0].isupper())]
        sample = "".join(letter for letter in " ".join(words) if letter.isprintable())
        reliable, _, guesses = pycld2.detect(sample, isPlainText=True)
        name, code = guesses[0][:2]
        enough = any(guess[1] == "en" and guess[2] >= HALF for guess in guesses)
        code = "en" if code == "un" or enough or (len(words) < FEW_WORDS and not reliable) else code
    if (code := IN_ISO.get(code, code).partition("-")[0]) == "en":
        return "en"
    name = "Chinese" if code == "zh" else name.replace("_", " ").title()
    raise LanguageError(f"expected English, got a report in {name}: {subject}; translate it, or say language=en", code)
