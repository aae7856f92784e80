// TypeScript types of a JSON Schema: what our message schema uses of 2020-12, and an error for anything
// else. (See docs/adr/0036-*.md for why this is not a library.)

/** Returns declarations of all definitions of the schema, each under its title. */
export function declarations(schema) {
  const blocks = Object.values(schema.$defs).map((definition) =>
    [comment(definition.description, ''), `export type ${titled(definition)} = ${type(definition, schema)};`]
      .filter(Boolean)
      .join('\n'),
  );
  return `// Generated from docs/collector-message.schema.json by build.mjs. Do not edit.\n\n${blocks.join('\n\n')}\n`;
}

function titled(definition) {
  if (!definition.title) {
    throw new Error(`A definition has no title: ${JSON.stringify(definition).slice(0, 80)}`);
  }
  return definition.title;
}

function type(node, schema) {
  if (node.$ref) {
    return titled(resolve(node.$ref, schema));
  }
  if ('const' in node) {
    return literal(node.const);
  }
  if (node.enum) {
    return node.enum.map(literal).join(' | ');
  }
  if (node.oneOf) {
    return node.oneOf.map((each) => type(each, schema)).join(' | ');
  }
  switch (node.type) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return node.prefixItems ? tuple(node.prefixItems, schema) : `${type(node.items, schema)}[]`;
    case 'object':
      return object(node, schema);
    default:
      throw new Error(`types.mjs does not know what this is: ${JSON.stringify(node)}`);
  }
}

function tuple(items, schema) {
  return `[${items.map((item) => `${item.title}: ${type(item, schema)}`).join(', ')}]`;
}

function object(node, schema) {
  const required = new Set(node.required ?? []);
  const properties = Object.entries(node.properties).flatMap(([name, property]) => [
    ...(property.description ? [comment(property.description, '  ')] : []),
    `  ${name}${required.has(name) ? '' : '?'}: ${type(property, schema)};`,
  ]);
  return `{\n${properties.join('\n')}\n}`;
}

function resolve(ref, schema) {
  return ref
    .slice(2)
    .split('/')
    .reduce((node, key) => node[key], schema);
}

function literal(value) {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function comment(text, indent) {
  return text ? `${indent}/** ${text} */` : '';
}
