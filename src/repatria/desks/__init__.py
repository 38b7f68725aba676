"""The Django application: settings, urls, the router of the two stores, and one app a desk."""
