"""Everything that is written about the results of programmes, one module per matter."""
