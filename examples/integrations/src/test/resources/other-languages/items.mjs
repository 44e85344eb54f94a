// Reads the item "java" of a table with the natural types of @aws-sdk/lib-dynamodb, and writes the
// item "other".
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";

const [endpoint, table] = process.argv.slice(2);
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  }),
);

function shown(value) {
  if (value instanceof Set) {
    return "{" + [...value].map(shown).sort().join(", ") + "}";
  }
  if (Array.isArray(value)) {
    return "[" + value.map(shown).join(", ") + "]";
  }
  if (value instanceof Uint8Array) {
    return "bytes " + Buffer.from(value).toString("hex");
  }
  if (value !== null && typeof value === "object") {
    return "(" + Object.keys(value).sort().map((k) => k + "=" + shown(value[k])).join(", ") + ")";
  }
  return typeof value + " " + value;
}

const { Item } = await client.send(
  new GetCommand({ TableName: table, Key: { id: "java" }, ConsistentRead: true }),
);
for (const attribute of Object.keys(Item).sort()) {
  console.log(attribute + ": " + shown(Item[attribute]));
}

await client.send(
  new PutCommand({
    TableName: table,
    Item: {
      id: "other",
      text: "Zürich",
      price: 19.99,
      count: 3,
      active: false,
      tags: new Set(["x", "y"]),
      sizes: new Set([1.5, 2]),
      lines: ["a", "b"],
      labels: { colour: "red" },
      address: { street: "Main Street 1", zip: 8001 },
      at: "2026-11-30T12:00:00Z",
      photo: new Uint8Array([1, 2, 255]),
      unknown: null,
    },
  }),
);
client.destroy();
