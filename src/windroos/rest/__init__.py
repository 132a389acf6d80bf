"""The grammar of the API, without a word of the domain: what the routers of the apps share."""
