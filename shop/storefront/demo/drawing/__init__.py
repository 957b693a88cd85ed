"""Pictures drawn from parameters: still lifes in one style, each an SVG of a few kilobytes.

`canvas` holds the light and the materials, `forms` the turned and flat shapes, the other modules the
objects, and `scenes` sets an object before a ground. Light always comes from the upper left.
"""
