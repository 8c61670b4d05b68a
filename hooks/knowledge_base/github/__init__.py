"""What GitHub needs of us: issue forms, forms turned into files, comments and labels.

Whatever comes from there (bodies of issues, files of a fork's run) is data from strangers.
"""
