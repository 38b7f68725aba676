"""The same work serially, on this machine's cores, or on a Dask cluster; and a run that can go on.

`choose.runner` gives the runner of a name. `resumable.resumed` runs blocks through it, keeps each
result in a folder, and hands them back in the order of the blocks.
"""
