"""The pages of the press desk."""
