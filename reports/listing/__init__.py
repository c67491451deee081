"""The actions list as at another day, derived from the record: the same filters, counts and orders as today's."""
