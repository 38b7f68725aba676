"""Pictures made on the server: strings in, an SVG string out. They know no Django.

Colours, type and dash patterns come by class from the site's own style sheet, so that one rule
serves light, dark, print and forced colours, and the content security policy holds.
"""
