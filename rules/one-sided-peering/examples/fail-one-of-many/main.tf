# The hub peers with all but one of its spokes; its peering with a network of another team changes nothing about that.
locals {
  spokes = {
    shop   = "10.1.0.0/16"
    stock  = "10.2.0.0/16"
    search = "10.3.0.0/16"
  }
  peered = ["shop", "stock"]
}

data "azurerm_virtual_network" "partner" {
  name                = "vnet-partner"
  resource_group_name = "rg-partner"
}

# related: one-sided-peering
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_virtual_network" "spoke" {
  for_each            = local.spokes
  name                = "vnet-${each.key}"
  resource_group_name = "rg-${each.key}"
  location            = "westeurope"
  address_space       = [each.value]
}

# expect: one-sided-peering
resource "azurerm_virtual_network_peering" "spoke_to_hub" {
  for_each                  = azurerm_virtual_network.spoke
  name                      = "to-hub"
  resource_group_name       = each.value.resource_group_name
  virtual_network_name      = each.value.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
}

resource "azurerm_virtual_network_peering" "hub_to_spoke" {
  for_each                  = toset(local.peered)
  name                      = "to-${each.key}"
  resource_group_name       = "rg-hub"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.spoke[each.key].id
}

resource "azurerm_virtual_network_peering" "hub_to_partner" {
  name                      = "to-partner"
  resource_group_name       = "rg-hub"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = data.azurerm_virtual_network.partner.id
}
