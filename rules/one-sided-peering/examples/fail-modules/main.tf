# The networks come from modules; the names are known, so the peering by name finds its network.
module "hub" {
  source = "./network"
  name   = "vnet-hub"
  cidr   = "10.0.0.0/16"
}

module "spoke" {
  source = "./network"
  name   = "vnet-spoke"
  cidr   = "10.1.0.0/16"
}

# expect: one-sided-peering
resource "azurerm_virtual_network_peering" "hub_to_spoke" {
  name                      = "to-spoke"
  resource_group_name       = "rg-network"
  virtual_network_name      = "vnet-hub"
  remote_virtual_network_id = module.spoke.id
}
