"""Captures and documents: bytes in, canonical text with kept and dropped blocks out."""
