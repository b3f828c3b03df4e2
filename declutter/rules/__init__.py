"""Rule rows: everything declutter knows by name. A new rule is a new row in one of these files.

words     class, id, role and itemprop words of HTML elements
phrases/  words in the text itself, a file a language
shapes    patterns of whole texts: temperatures, dates, counts, prices
"""
