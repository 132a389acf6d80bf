"""Where evidence comes from: documents read into passages, figures kept as snapshots."""
