# The hub belongs to another team; that both spokes are peered with it is enough.
data "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
}

locals {
  spokes = {
    payments = "10.80.0.0/20" # related: overlap
    reports  = "10.80.0.0/21" # expect: overlap
    search   = "10.80.16.0/21"
  }
}

resource "azurerm_virtual_network" "spoke" {
  for_each            = local.spokes
  name                = "vnet-${each.key}"
  resource_group_name = "rg-spokes"
  location            = "westeurope"
  address_space       = [each.value]
}

# One peering for each of the two spokes.
# related: overlap
resource "azurerm_virtual_network_peering" "to_hub" {
  for_each                  = azurerm_virtual_network.spoke
  name                      = "${each.key}-to-hub"
  resource_group_name       = each.value.resource_group_name
  virtual_network_name      = each.value.name
  remote_virtual_network_id = data.azurerm_virtual_network.hub.id
}
