/** Valid documents of every dialect: what mutations start from. */

/** YAML as each of its dialects writes it. */
export const YAML_SEEDS: readonly string[] = [
  `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Range: {Type: String, Default: 10.0.0.0/16}
Conditions:
  IsBig: !Not [!Equals [!Ref Range, '']]
Resources:
  Vpc: &vpc
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: !Ref Range}
  Subnet:
    <<: *vpc
    Condition: IsBig
    Properties:
      CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 6, 8]]
      Tags: [{Key: Name, Value: !Sub "\${AWS::StackName}-a"}]
`,
  `apiVersion: network.azure.com/v1api20201101
kind: VirtualNetwork
metadata:
  name: hub # the middle
  annotations: {"a/b": 'it''s'}
spec:
  owner: {name: group}
  addressSpace:
    addressPrefixes:
    - 10.0.0.0/16
    - "\${RANGE:=10.1.0.0/16}"
---
apiVersion: v1
kind: List
items:
- apiVersion: cluster.x-k8s.io/v1beta1
  kind: Cluster
  metadata: {name: c}
  spec: {clusterNetwork: {pods: {cidrBlocks: [192.168.0.0/16]}}}
`,
  `name: net
runtime: yaml
variables:
  range: 10.0.0.0/16
resources:
  vnet:
    type: azure-native:network:VirtualNetwork
    properties:
      addressSpace: {addressPrefixes: ["\${range}"]}
      tags: {text: {"fn::join": ["-", [a, "\${range}"]]}}
`,
  `- hosts: all
  vars: &vars
    range: 10.0.0.0/16
  tasks:
  - name: network
    azure.azcollection.azure_rm_virtualnetwork: {resource_group: r, name: "{{ item }}", address_prefixes_cidr: ["{{ range }}"]}
    loop: [a, b]
    register: made
  - block:
    - azure_rm_subnet:
        resource_group: r
        name: s
        virtual_network_name: n
        address_prefix_cidr: >-
          10.0.1.0/24
    when: yes
    vars: {<<: *vars}
`,
  `resources: [../base, net.yaml]
patches:
- target: {kind: VirtualNetwork}
  patch: |
    - op: replace
      path: /spec/addressSpace
      value: {}
- path: change.yaml
`,
  `%YAML 1.2
---
int: [0, -1, 0x1F, 0o17, 1.5, .5, 1e3, 010, +1, 9007199254740993, .inf]
bool: [true, False, yes, ~, null, ]
text: [!!str 5, ! 6, "\\u00e9\\n", 'a', {? k : v}, [a, b: c]]
? [complex]
: - - nested
    - |+
     kept

...
`,
];

const ARM_SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** JSON as each of its dialects writes it. */
export const JSON_SEEDS: readonly string[] = [
  {
    $schema: ARM_SCHEMA,
    contentVersion: '1.0.0.0',
    parameters: { range: { type: 'string', defaultValue: '10.0.0.0/16' } },
    variables: {
      copy: [{ name: 'all', count: 2, input: "[cidrSubnet(parameters('range'), 24, copyIndex('all'))]" }],
    },
    resources: [
      {
        type: 'Microsoft.Network/virtualNetworks',
        apiVersion: '2023-11-01',
        name: "[concat('vnet-', uniqueString(resourceGroup().id))]",
        properties: { addressSpace: { addressPrefixes: ["[parameters('range')]"] } },
      },
    ],
  },
  {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: { 'Fn::Sub': '10.${N}.0.0/16' } } } },
  },
  {
    apiVersion: 'v1',
    kind: 'List',
    items: [{ kind: 'VPC', spec: { cidrBlocks: ['10.0.0.0/16'] }, n: -1.5e3 }],
  },
  [{ ParameterKey: 'Range', ParameterValue: 'é\n"\\/\u0001' }, true, null, 9007199254740991, {}, []],
].flatMap((value) => [JSON.stringify(value), JSON.stringify(value, undefined, 2)]);
