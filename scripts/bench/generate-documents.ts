/** Made-up documents of the shapes that estates have: a compiled template, stacks, manifests. */

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A template as Bicep compiles one that calls so many modules: symbolic names, nested deployments, loops. */
export function armTemplate(modules: number): string {
  const resources = Object.fromEntries(
    times(modules, (index) => [
      `spoke${index}`,
      {
        type: 'Microsoft.Resources/deployments',
        apiVersion: '2022-09-01',
        name: `[format('{0}-spoke${index}', deployment().name)]`,
        properties: {
          expressionEvaluationOptions: { scope: 'inner' },
          mode: 'Incremental',
          parameters: {
            name: { value: `[format('{0}-s${index}', parameters('prefix'))]` },
            range: { value: `[cidrSubnet(parameters('plan'), 20, ${index})]` },
            location: { value: "[parameters('location')]" },
          },
          template: networkModule(),
        },
      },
    ]),
  );
  const parameters = {
    prefix: text('vnet'),
    plan: text('10.0.0.0/8'),
    location: text('[resourceGroup().location]'),
  };
  return JSON.stringify(template(parameters, {}, resources), undefined, 2);
}

function networkModule() {
  const many = Object.fromEntries(
    times(40, (index) => [
      `setting${index}`,
      {
        type: 'string',
        nullable: true,
        metadata: { description: `Optional. Setting ${index} of the network.` },
      },
    ]),
  );
  const parameters = {
    name: { type: 'string' },
    range: { type: 'string' },
    location: text('westeurope'),
    ...many,
  };
  const variables = {
    copy: [
      { name: 'prefixes', count: 8, input: "[cidrSubnet(parameters('range'), 24, copyIndex('prefixes'))]" },
    ],
    tags: { environment: "[coalesce(parameters('setting1'), 'none')]" },
  };
  return template(parameters, variables, {
    network: {
      type: 'Microsoft.Network/virtualNetworks',
      apiVersion: '2024-05-01',
      name: "[parameters('name')]",
      location: "[parameters('location')]",
      tags: "[variables('tags')]",
      properties: { addressSpace: { addressPrefixes: "[createArray(parameters('range'))]" } },
    },
    subnets: {
      copy: { name: 'subnets', count: "[length(variables('prefixes'))]", mode: 'serial', batchSize: 1 },
      type: 'Microsoft.Network/virtualNetworks/subnets',
      apiVersion: '2024-05-01',
      name: "[format('{0}/{1}', parameters('name'), format('subnet-{0}', copyIndex()))]",
      properties: {
        addressPrefix: "[variables('prefixes')[copyIndex()]]",
        routeTable: "[if(empty(parameters('setting2')), null(), createObject('id', parameters('setting2')))]",
      },
      dependsOn: ['network'],
    },
    locks: {
      condition: "[not(empty(coalesce(parameters('setting3'), '')))]",
      type: 'Microsoft.Authorization/locks',
      apiVersion: '2020-05-01',
      scope: "[format('Microsoft.Network/virtualNetworks/{0}', parameters('name'))]",
      name: "[format('lock-{0}', parameters('name'))]",
      properties: { level: "[parameters('setting3')]" },
    },
  });
}

function template(parameters: object, variables: object, resources: object) {
  return {
    $schema: SCHEMA,
    languageVersion: '2.0',
    contentVersion: '1.0.0.0',
    metadata: { _generator: { name: 'bicep', version: '0.39.26.7824', templateHash: '1234567890123456789' } },
    parameters,
    variables,
    resources,
  };
}

function text(value: string) {
  return { type: 'string', defaultValue: value };
}

/** A CloudFormation template in YAML with a network and so many subnets, each with its route table. */
export function cloudFormationTemplate(subnets: number): string {
  const each = times(
    subnets,
    (index) => `  Subnet${index}:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: !Select [${index % 16}, !Cidr [!GetAtt Vpc.CidrBlock, 16, 8]]
      AvailabilityZone: !Select [${index % 3}, !GetAZs ""]
      Tags:
        - Key: Name
          Value: !Sub "\${AWS::StackName}-\${Environment}-${index}"
  Routes${index}:
    Type: AWS::EC2::RouteTable
    Condition: IsWanted
    Properties: {VpcId: !Ref Vpc}
`,
  );
  return `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Environment: {Type: String, Default: test}
  Range: {Type: String, Default: 10.0.0.0/16}
Conditions:
  IsWanted: !Not [!Equals [!Ref Environment, none]]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: !Ref Range}
${each.join('')}`;
}

/** The manifests of one network with its subnets, as Azure Service Operator takes them. */
export function manifests(index: number): string {
  const range = `10.${index % 250}`;
  const subnets = times(
    4,
    (subnet) => `---
apiVersion: network.azure.com/v1api20201101
kind: VirtualNetworksSubnet
metadata:
  name: spoke-${index}-${subnet}
  labels: {team: "t${index % 7}"}
spec:
  owner: {name: spoke-${index}}
  addressPrefix: ${range}.${subnet}.0/24
`,
  );
  return `# The network of team ${index % 7}
apiVersion: network.azure.com/v1api20201101
kind: VirtualNetwork
metadata:
  name: spoke-${index}
spec:
  owner: {name: group-${index}}
  location: westeurope
  addressSpace:
    addressPrefixes:
      - ${range}.0.0/16
${subnets.join('')}`;
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
