# Both calls hand their range down to the same module; the comment belongs to the argument, not to the resource.
module "hub" {
  source   = "./modules/network"
  name     = "vnet-hub"
  cidr     = "10.10.0.0/16" # related: overlap
  peers    = { spoke = module.spoke.id }
}

module "spoke" {
  source = "./modules/network"
  name   = "vnet-spoke"
  cidr   = "10.10.128.0/17" # expect: overlap
  peers  = {}
}

# related: overlap
resource "azurerm_virtual_network_peering" "spoke_to_hub" {
  name                      = "to-hub"
  resource_group_name       = "rg-network"
  virtual_network_name      = module.spoke.name
  remote_virtual_network_id = module.hub.id
}
