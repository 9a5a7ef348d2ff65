"""Extractions of one story -> names, copies, claims, relations, look-alikes, origins, wording."""
