# The module creates the way back as well.
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  address_space       = ["10.0.0.0/16", "fd00:10::/48"]
}

module "spoke" {
  source    = "Azure/avm-res-network-virtualnetwork/azurerm"
  version   = "0.22.0"
  name      = "vnet-spoke"
  parent_id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-spoke"
  location  = "westeurope"

  address_space = ["10.1.0.0/16"]

  peerings = {
    hub = {
      name                               = "to-hub"
      remote_virtual_network_resource_id = azurerm_virtual_network.hub.id
      create_reverse_peering             = true
    }
  }
}
