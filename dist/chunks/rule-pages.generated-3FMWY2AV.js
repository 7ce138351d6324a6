import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);
import"./chunk-R4FUXUW3.js";var rulePages=new Map([["gateway-transit-unpaired",`# gateway-transit-unpaired

A peering that uses remote gateways needs one on the other side that lends them, and no other.

Level: error. Since 0.1.0.

## The fault

A network wants to use the VPN or ExpressRoute gateway of its peer (\`use_remote_gateways = true\`), and something that
this needs is missing:

- the counterpart of the peering does not lend the gateway (\`allow_gateway_transit\` is not \`true\` there),
- the peer has no gateway,
- a second peering of the same network uses remote gateways as well,
- or the network has a gateway of its own.

\`\`\`hcl
resource "azurerm_virtual_network_peering" "spoke_to_hub" {
  use_remote_gateways = true
  # ...
}

resource "azurerm_virtual_network_peering" "hub_to_spoke" {
  allow_gateway_transit = false # must be true
  # ...
}
\`\`\`

## What happens

Azure refuses the peering, in the middle of an apply: the network is there, its peering is not. Where the flag is taken
away from an existing pair, the spoke loses its way to the sites behind the gateway, and nothing in the spoke's own code
has changed that would explain it.

## The repair

Set \`allow_gateway_transit = true\` on the hub's side, keep \`use_remote_gateways = true\` on one peering of the spoke only,
and deploy the gateway before the peering that uses it. A network with its own gateway cannot use another one.

That the peer has no gateway is a warning: the gateway may be deployed by other code.

## What is not judged

Flags whose value is not known, counterparts outside of what was read, and peers of which it is not known whether they
have a gateway: a gateway may stand in a network that is not known, or a module whose code was not read is given the
peer and may declare one. They are listed as not judged. That a peering has no counterpart at all is for \`one-sided-peering\` to say.

## When not to use it

There is no deployment in which these flags work unpaired. Where gateways always belong to other code, the warning about
a missing one says nothing new: lower the rule's level in the rule file.

## Options

Only \`level\`, which every rule has.

`],["missing-dns-link",`# missing-dns-link

The clients of a private endpoint must be able to resolve its private zone.

Level: error. Since 0.1.0.

## The fault

A private endpoint gives a service an address in a network. Clients find that address only through a private DNS zone
that is linked to their network. Here the zone is missing, or one of the links:

- the endpoint has no DNS zone group at all, so that nothing writes its records,
- the zone is not linked to the network in which the endpoint lies,
- the zone is not linked to a peered network in which a cluster runs.

\`\`\`hcl
resource "azurerm_private_endpoint" "vault" {
  subnet_id = azurerm_subnet.endpoints.id
  private_dns_zone_group {
    private_dns_zone_ids = [azurerm_private_dns_zone.vault.id]
    # ...
  }
  # ...
}

resource "azurerm_private_dns_zone" "vault" {
  name = "privatelink.vaultcore.azure.net"
  # ...
}

# and no azurerm_private_dns_zone_virtual_network_link
\`\`\`

## What happens

The name of the service still resolves, to its public address. As long as the service takes public traffic everything
works, past the endpoint and over the internet. The day somebody switches public access off, which is what the endpoint
was made for, every client in the unlinked network gets 403 or a timeout, while the same call works from the network
next door. Caches keep the wrong address for a while, so that at three in the morning the repair seems not to work
either.

## The repair

Link the zone to the network that the finding names (\`azurerm_private_dns_zone_virtual_network_link\`), or give the
endpoint a zone group with the zone that the finding names.

## Ways of resolving that are recognised

1. The zone is linked to the network, and the network uses the cloud's DNS.
2. The network uses custom DNS servers that lie in a network to which the zone is linked: a resolver's inbound endpoint,
   a firewall with DNS proxy, a machine.
3. The network follows a forwarding rule set whose rule for the domain names a server in a network to which the zone is
   linked. A rule for the public domain of the service counts as well as one for the private zone.

| What is missing                                                                 | Level                                                  |
| ------------------------------------------------------------------------------- | ------------------------------------------------------ |
| the link to the endpoint's own network                                          | error                                                  |
| the link to the network of the DNS servers that the endpoint's own network asks | warning, and an error when the zone has no link at all |
| the link for a peered network with a cluster                                    | warning                                                |
| the zone group of an endpoint whose service and region tell the zone            | warning: a policy may add it                           |

There is one finding for a zone and a network, however many endpoints use the zone.

## What is not judged

Zones outside of what was read, links of which one end is not known, DNS servers whose address is not known or lies in
no network that was read. Nor what a module is given whose code was not read:
with the zone or the network at hand it may declare the link, with the endpoint its records. They are listed as not judged.

Records that the code writes itself (\`azurerm_private_dns_a_record\`) count as a zone group when they hold the address of
the endpoint, read from it or written out in both places, and lie in a zone of the service's domain.

## When not to use it

If a policy attaches zones or links after the deployment, lower the rule's level in the rule file.

## Options

Only \`level\`, which every rule has.

`],["one-sided-peering",`# one-sided-peering

A peering needs its counterpart in the other network.

Level: error. Since 0.1.0.

## The fault

A peering leads from one network to another, both networks are in the code, and no peering leads back.

\`\`\`hcl
resource "azurerm_virtual_network_peering" "spoke_to_hub" {
  virtual_network_name      = azurerm_virtual_network.spoke.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
  # ...
}

# nothing from the hub to the spoke
\`\`\`

## What happens

The deployment succeeds. The peering is there, in the state \`Initiated\`, and carries no traffic. Somebody looks at the
portal of the one network, sees a peering, and goes on to search security groups, routes and firewalls for what drops
the packets. When one half of a working peering is deleted, by a moved module or a changed \`count\`, the other half goes
to \`Disconnected\`, and both have to be created anew: a hub that loses its halves cuts off every spoke at once.

## The repair

Declare the counterpart, in the other network, with the first one as its remote network. Where another team owns the
other network, the counterpart belongs into their code; this rule says nothing when the other network is not in what
was read.

## What is not judged

Peerings whose other network was not read, counterparts that may or may not exist (\`count\` or \`for_each\` that is not
known), and networks with a peering of which one end is not known: it could be the one that is missing. Nor peerings of
a network that a module is given whose code was not read, by its id, its name or one of its subnets: the module may
declare the counterpart. They are listed as not judged. Constructs that create both ends, such as modules with an option
for the way back, are recognised.

## When not to use it

If the way back is created outside of the code on purpose, by a policy or by hand, lower the rule's level in the rule
file.

## Options

Only \`level\`, which every rule has.

`],["overlap",`# overlap

Networks that can hear each other must not share addresses.

Level: error. Since 0.1.0.

## The fault

Two networks that are joined use the same addresses. Joined means: peered with each other, peered with one and the
same network, using the gateways of one network, attached to one transit router or virtual hub, or connected to the
same site through a gateway. The \`on-premises\` ranges of the rule file count as joined to every network.

\`\`\`hcl
resource "azurerm_virtual_network" "hub" {
  address_space = ["10.0.0.0/16"]
  # ...
}

resource "azurerm_virtual_network" "spoke" {
  address_space = ["10.0.4.0/22"] # lies inside the hub's range
  # ...
}

resource "azurerm_virtual_network_peering" "spoke_to_hub" {
  virtual_network_name      = azurerm_virtual_network.spoke.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
  # ...
}
\`\`\`

## What happens

With luck the deployment fails: Azure refuses a peering between networks that share addresses, and refuses a second
peer of a hub that shares addresses with the first one. Then a release stands still in the middle of an apply, with one
half of the peering in place.

Without luck it succeeds. A site behind a VPN and a spoke that share a range both come up, every dashboard is green,
and traffic for half of the addresses goes to the wrong side. That shows at three in the morning as a database that is
"sometimes down" from one network only, and nothing that can be restarted repairs it: one of the two has to get new
addresses, and everything in it has to be deployed again.

## The repair

Give one of the two networks another range before anything is deployed in it. The finding names the next free range of
the same size in the plan around it. Where the range is a text that stands alone, the finding carries the edit, and
moves the texts of the network's subnets along.

The finding stands at the range that is the easier one to change: that of a network rather than a site's or a
gateway's, that of a spoke rather than its hub's, and of two that are alike the one whose id comes last. In a pull
request it stands at whichever of the lines was changed: either range, or the peering that joined them.

On AWS two peers of one VPC may share addresses as long as they are not peered with each other; that is a warning,
because answers can go to the wrong one.

There is one finding for two networks, however many ranges they share and however many ways join them.

## What is not judged

Ranges that are not known, and networks outside of what was read, are listed as not judged. So are peerings of some
subnets (\`peer_complete_virtual_networks_enabled = false\`) between networks that share addresses: there the subnets
decide, not the networks.

## When not to use it

Networks that are never joined may share addresses, and this rule says nothing about them. If the code joins networks
that are kept apart in some other way, by address translation for example, lower the rule's level in the rule file.

## Options

| Option        | Type    | Default | Meaning                                                                       |
| ------------- | ------- | ------- | ----------------------------------------------------------------------------- |
| \`unconnected\` | boolean | \`false\` | Also tells, as notes, of networks that share addresses and that nothing joins |

With \`unconnected: true\` networks that share addresses and that nothing joins are told as notes. That is worth it where
every network is meant to be unique, so that any two can be joined one day.

\`\`\`yaml
rules:
  overlap: { unconnected: true }
\`\`\`
`],["surge-headroom",`# surge-headroom

Node subnets and pod ranges of AKS must hold the largest cluster and the surge of an upgrade.

Level: error. Since 0.1.0.

## The fault

A subnet or a pod range is large enough for the cluster of today, and too small for the cluster at its full size while
it is upgraded. An upgrade first adds nodes and then takes the old ones away, so that for a while there are more nodes
than the autoscaler's maximum.

\`\`\`hcl
resource "azurerm_subnet" "nodes" {
  address_prefixes = ["10.20.0.0/24"] # 251 usable
  # ...
}

resource "azurerm_kubernetes_cluster" "prod" {
  network_profile {
    network_plugin = "azure" # pods take addresses of the node subnet
  }
  default_node_pool {
    vnet_subnet_id       = azurerm_subnet.nodes.id
    auto_scaling_enabled = true
    min_count            = 3
    max_count            = 8
    max_pods             = 30
    upgrade_settings {
      max_surge = "33%"
    }
  }
}
\`\`\`

Eight nodes with 30 pods each take 8 × 31 = 248 addresses: that fits, with three to spare. An upgrade adds three nodes,
and 11 × 31 = 341 addresses do not.

## What happens

Nothing, for months. Then a node image with a security fix has to go out on the evening on which the autoscaler reached
its maximum, and the upgrade fails for want of addresses. A subnet cannot be resized while something is deployed in it,
so at three in the morning the only way out is to scale the workload down, or to build a second pool in another subnet.

## The repair

Any of the numbers in the sum: a larger subnet or pod range (the finding names the smallest that is enough), a lower
maximum of nodes, fewer pods per node, a smaller surge. For most clusters overlay networking is the better answer to
node subnets that run out: pods then take no addresses of the network at all.

## How it is counted

For every pool the number of nodes is the autoscaler's maximum, or the node count when it does not scale by itself. The
surge is \`max_surge\`, in nodes or in percent rounded up, never more than there are nodes; a tenth where nothing is set;
none for spot pools, and none where only \`max_unavailable\` is set. All pools of all clusters on a subnet count together,
as if they were upgraded at once.

| Mode                                 | Of the node subnet, per node | Of the pod range, per node                                 |
| ------------------------------------ | ---------------------------- | ---------------------------------------------------------- |
| node subnet (\`azure\` without a mode) | 1 + pods per node            |                                                            |
| pod subnet, dynamic                  | 1                            | 16 at first, and up to 16 × ⌈(pods + 8) / 16⌉, at most 256 |
| pod subnet, static blocks            | 1                            | 16 × ⌈(pods + 1) / 16⌉                                     |
| overlay                              | 1                            | one /24                                                    |
| kubenet                              | 1                            | one /24, and no more than 400 nodes                        |
| bring your own                       | 1                            |                                                            |

Where the pods per node are not set they are 30 in the node subnet; for pod subnets Azure documents both 110 and 250,
so that they count as not known. Private endpoints, network interfaces and other known users of the subnet are added,
and one address for the API server of a private cluster in the subnet of its first pool. Azure keeps five addresses of
every prefix of a subnet.

| What does not fit                                                                                                                          | Level   |
| ------------------------------------------------------------------------------------------------------------------------------------------ | ------- |
| the nodes, without any surge                                                                                                               | error   |
| the surge                                                                                                                                  | error   |
| the surge in a node subnet, where one node more per pool fits and all clusters run Kubernetes 1.35 or later, which then go on node by node | warning |
| pods, when every node of a pod subnet is full                                                                                              | warning |
| \`growth\` times the nodes and their surge                                                                                                   | warning |

A number that is not known counts as nothing. If what is known is too much already, the finding says "at least";
otherwise the subnet is listed as not judged, with the reason. There is one finding for a subnet and one for a pod range.

## When not to use it

Clusters that are never upgraded in place but replaced need no room for a surge; set \`max_surge\` to what is really used
rather than switching the rule off.

## Options

| Option   | Type   | Default | Meaning                                                                                |
| -------- | ------ | ------- | -------------------------------------------------------------------------------------- |
| \`growth\` | number | \`1\`     | How many times the nodes and pods of today must fit; what fits only today is a warning |

\`\`\`yaml
rules:
  surge-headroom: { growth: 1.5 }
\`\`\`
`]]);export{rulePages};
