"""FactRuEval-2016: its gold data, its response formats, and what its comparator measures.

Starostin et al. 2016, "FactRuEval 2016: Evaluation of named entity recognition and fact extraction systems
for Russian", Dialogue 2016. The organisers' comparator tries every assignment of a response's facts to gold
facts; `search` finds the same optimum without that.

    strings     when two strings are the same to the comparator
    books       the gold files of one document
    names       the strict reading of gold mentions as PER, LOC and ORG names
    response    a document as the three response files, and those read back
    search      the best assignment of response items to gold items
    tracks      the scores of the three tracks
    answers     what the reader says of a document, as a response
    runs        a folder of documents read, answered and measured
"""
