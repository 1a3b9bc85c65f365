#!/usr/bin/python3
"""networkx for the benchmarks: reads one request per line, answers "milliseconds check"."""

import csv
import sys
import time

import networkx

graph = networkx.DiGraph()
total = {}


def numbers(path):
    with open(path, newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            graph.add_node(int(row["id"]), own=int(row["v0"]))
            if row["pid"]:
                graph.add_edge(int(row["pid"]), int(row["id"]))


def rollup(_):
    global total
    total = dict(graph.nodes(data="own"))
    root = next(unit for unit in graph if graph.in_degree(unit) == 0)
    for unit in networkx.dfs_postorder_nodes(graph, root):
        for above in graph.predecessors(unit):
            total[above] += total[unit]


for line in sys.stdin:
    word, _, rest = line.strip().partition(" ")
    start = time.perf_counter()
    {"numbers": numbers, "rollup": rollup}[word](rest)
    spent = time.perf_counter() - start
    print(spent * 1e3, sum(t * (unit % 97 + 1) for unit, t in total.items()), flush=True)
