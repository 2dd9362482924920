"""Settings of the property tests of this folder."""

from hypothesis import HealthCheck, settings

# How long an example takes says nothing here, and a busy machine must not fail a test.
settings.register_profile("protocol", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("protocol")
