# The spokes are not peered with each other, and still the hub takes only one of them.
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  address_space       = [var.hub_cidr]
}

resource "azurerm_virtual_network" "shop" {
  name                = "vnet-shop"
  resource_group_name = "rg-shop"
  location            = "westeurope"
  address_space       = [var.shop_cidr]
}

resource "azurerm_virtual_network" "stock" {
  name                = "vnet-stock"
  resource_group_name = "rg-stock"
  location            = "westeurope"
  address_space       = [var.stock_cidr]
}

# related: overlap
resource "azurerm_virtual_network_peering" "shop_to_hub" {
  name                      = "to-hub"
  resource_group_name       = "rg-shop"
  virtual_network_name      = azurerm_virtual_network.shop.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
}

# related: overlap
resource "azurerm_virtual_network_peering" "stock_to_hub" {
  name                      = "to-hub"
  resource_group_name       = "rg-stock"
  virtual_network_name      = azurerm_virtual_network.stock.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
}

resource "azurerm_virtual_network_peering" "hub_to_shop" {
  name                      = "to-shop"
  resource_group_name       = "rg-hub"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.shop.id
}

resource "azurerm_virtual_network_peering" "hub_to_stock" {
  name                      = "to-stock"
  resource_group_name       = "rg-hub"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.stock.id
}
