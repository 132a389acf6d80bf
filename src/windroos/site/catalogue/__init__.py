"""The data catalogue of the site: what is offered, by whom, and where it comes from."""
