"""The press desk: documents as they were found, what is quoted from them, and claims."""
