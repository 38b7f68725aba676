"""Files with names: whom and what they hold, and how a row tells that it is what somebody said."""
