# A spoke of two hubs can use the gateways of one of them.
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  address_space       = ["10.0.0.0/22"]
}

resource "azurerm_virtual_network" "spoke" {
  name                = "vnet-spoke"
  resource_group_name = "rg-spoke"
  location            = "westeurope"
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_virtual_network" "backup" {
  name                = "vnet-backup"
  resource_group_name = "rg-backup"
  location            = "northeurope"
  address_space       = ["10.0.4.0/22"]
}

resource "azurerm_subnet" "hub_gateway" {
  name                 = "GatewaySubnet"
  resource_group_name  = "rg-hub"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.0.0.0/27"]
}

resource "azurerm_virtual_network_gateway" "hub" {
  name                = "vgw-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  type                = "Vpn"
  sku                 = "VpnGw2AZ"

  ip_configuration {
    subnet_id            = azurerm_subnet.hub_gateway.id
    public_ip_address_id = "/subscriptions/0/resourceGroups/rg-hub/providers/Microsoft.Network/publicIPAddresses/pip"
  }
}

resource "azurerm_subnet" "backup_gateway" {
  name                 = "GatewaySubnet"
  resource_group_name  = "rg-backup"
  virtual_network_name = azurerm_virtual_network.backup.name
  address_prefixes     = ["10.0.4.0/27"]
}

resource "azurerm_virtual_network_gateway" "backup" {
  name                = "vgw-backup"
  resource_group_name = "rg-backup"
  location            = "westeurope"
  type                = "Vpn"
  sku                 = "VpnGw2AZ"

  ip_configuration {
    subnet_id            = azurerm_subnet.backup_gateway.id
    public_ip_address_id = "/subscriptions/0/resourceGroups/rg-backup/providers/Microsoft.Network/publicIPAddresses/pip"
  }
}

resource "azurerm_virtual_network_peering" "spoke_to_backup" {
  name                      = "spoke-to-backup"
  resource_group_name       = "rg-spoke"
  virtual_network_name      = azurerm_virtual_network.spoke.name
  remote_virtual_network_id = azurerm_virtual_network.backup.id
  use_remote_gateways       = true # expect: gateway-transit-unpaired
}

resource "azurerm_virtual_network_peering" "backup_to_spoke" {
  name                      = "backup-to-spoke"
  resource_group_name       = "rg-backup"
  virtual_network_name      = azurerm_virtual_network.backup.name
  remote_virtual_network_id = azurerm_virtual_network.spoke.id
  allow_gateway_transit     = true
}

resource "azurerm_virtual_network_peering" "spoke_to_hub" {
  name                      = "spoke-to-hub"
  resource_group_name       = "rg-spoke"
  virtual_network_name      = azurerm_virtual_network.spoke.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
  use_remote_gateways       = true # related: gateway-transit-unpaired
}

resource "azurerm_virtual_network_peering" "hub_to_spoke" {
  name                      = "hub-to-spoke"
  resource_group_name       = "rg-hub"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.spoke.id
  allow_gateway_transit     = true
}
