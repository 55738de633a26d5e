"""What erasures need outside the database."""
