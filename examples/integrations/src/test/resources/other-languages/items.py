"""Reads the item "java" of a table with boto3's natural types, and writes the item "other"."""

import sys
from decimal import Decimal

import boto3
from boto3.dynamodb.types import Binary

endpoint, name = sys.argv[1:]
table = boto3.resource(
    "dynamodb",
    endpoint_url=endpoint,
    region_name="eu-central-1",
    aws_access_key_id="local",
    aws_secret_access_key="local",
).Table(name)


def shown(value):
    if isinstance(value, set):
        return "{" + ", ".join(sorted(shown(element) for element in value)) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(shown(element) for element in value) + "]"
    if isinstance(value, dict):
        return "(" + ", ".join(k + "=" + shown(value[k]) for k in sorted(value)) + ")"
    if isinstance(value, Binary):
        return "bytes " + bytes(value).hex()
    return type(value).__name__ + " " + str(value)


item = table.get_item(Key={"id": "java"}, ConsistentRead=True)["Item"]
for attribute in sorted(item):
    print(attribute + ": " + shown(item[attribute]))

table.put_item(
    Item={
        "id": "other",
        "text": "Zürich",
        "price": Decimal("19.99"),
        "count": 3,
        "active": False,
        "tags": {"x", "y"},
        "sizes": {Decimal("1.5"), Decimal("2")},
        "lines": ["a", "b"],
        "labels": {"colour": "red"},
        "address": {"street": "Main Street 1", "zip": 8001},
        "at": "2026-11-30T12:00:00Z",
        "photo": b"\x01\x02\xff",
        "unknown": None,
    }
)
