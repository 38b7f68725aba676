"""What reads the press desk's store."""
