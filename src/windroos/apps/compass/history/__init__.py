"""What was written about a case, as the audit trail and the versions of rows tell it."""
