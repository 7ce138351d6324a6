# The spoke uses the hub's VPN gateway; the branch office behind it has the same addresses.
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  address_space       = ["10.0.0.0/22"]
}

resource "azurerm_subnet" "gateway" {
  name                 = "GatewaySubnet"
  resource_group_name  = "rg-hub"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = ["10.0.0.0/27"]
}

# related: overlap
resource "azurerm_virtual_network_gateway" "vpn" {
  name                = "vgw-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  type                = "Vpn"
  sku                 = "VpnGw2AZ"

  ip_configuration {
    subnet_id            = azurerm_subnet.gateway.id
    public_ip_address_id = azurerm_public_ip.vpn.id
  }
}

resource "azurerm_public_ip" "vpn" {
  name                = "pip-vgw"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  allocation_method   = "Static"
}

resource "azurerm_local_network_gateway" "branch" {
  name                = "lng-branch"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  gateway_address     = "203.0.113.10"
  address_space       = ["192.168.0.0/16", "10.20.0.0/14"] # related: overlap
}

# related: overlap
resource "azurerm_virtual_network_gateway_connection" "branch" {
  name                       = "to-branch"
  resource_group_name        = "rg-hub"
  location                   = "westeurope"
  type                       = "IPsec"
  virtual_network_gateway_id = azurerm_virtual_network_gateway.vpn.id
  local_network_gateway_id   = azurerm_local_network_gateway.branch.id
  shared_key                 = "from-a-vault"
}

resource "azurerm_virtual_network" "spoke" {
  name                = "vnet-spoke"
  resource_group_name = "rg-spoke"
  location            = "westeurope"
  address_space       = ["10.22.0.0/16"] # expect: overlap
}

# related: overlap
resource "azurerm_virtual_network_peering" "spoke_to_hub" {
  name                      = "to-hub"
  resource_group_name       = "rg-spoke"
  virtual_network_name      = azurerm_virtual_network.spoke.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
  use_remote_gateways       = true
}

resource "azurerm_virtual_network_peering" "hub_to_spoke" {
  name                      = "to-spoke"
  resource_group_name       = "rg-hub"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.spoke.id
  allow_gateway_transit     = true
}
