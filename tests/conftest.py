"""For all tests: machines are noisy, so time is measured in bench/ and no single generated example has a deadline."""

from hypothesis import settings

settings.register_profile("sayso", deadline=None)
settings.load_profile("sayso")
