"""Records of lists linked by Splink on DuckDB, over the levels by which a person compares them.

`columns` prepares a record so that a database can ask what `part_levels`, `dates_comparing` and
their like ask; `fields` writes those questions in SQL; `model` trains their weights without
labels; `scoring` weighs the pairs that `blocking` proposes, in chunks; `gates` holds back what no
weight may outvote. `weighing` chooses the weights, `preparing` reads whole lists.
"""
