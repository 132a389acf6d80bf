"""The API: `/api/v1`, by the Dutch API Design Rules (Logius). See `docs/api.md`."""
