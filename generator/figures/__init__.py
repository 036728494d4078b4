"""Figures: static SVG drawn when the site is built, without a script and without a style attribute.

`timeline` draws dated entries down one time axis; `map` draws country outlines with the places that
are named. Colours are in figures.css.
"""
