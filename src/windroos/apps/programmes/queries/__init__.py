"""Everything that is read about the results of programmes, one module per matter."""
