"""What every desk needs: base templates, charts as SVG, words for dates, downloads, headers."""
