# The network asks the DNS servers of the hub, and the hub does not know the zone.
resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-hub"
  location            = "westeurope"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_subnet" "hub" {
  name                 = "snet-hub"
  resource_group_name  = "rg-hub"
  virtual_network_name = azurerm_virtual_network.hub.name
  address_prefixes     = [cidrsubnet("10.0.0.0/16", 4, 1)]
}

# related: missing-dns-link
resource "azurerm_virtual_network" "app" {
  name                = "vnet-app"
  resource_group_name = "rg-app"
  location            = "westeurope"
  address_space       = ["10.1.0.0/16"]
  dns_servers         = ["10.0.16.4"]
}

resource "azurerm_subnet" "app" {
  name                 = "snet-app"
  resource_group_name  = "rg-app"
  virtual_network_name = azurerm_virtual_network.app.name
  address_prefixes     = [cidrsubnet("10.1.0.0/16", 4, 1)]
}

resource "azurerm_virtual_network_peering" "app_to_hub" {
  name                      = "app-to-hub"
  resource_group_name       = "rg-app"
  virtual_network_name      = azurerm_virtual_network.app.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
}

resource "azurerm_virtual_network_peering" "hub_to_app" {
  name                      = "hub-to-app"
  resource_group_name       = "rg-hub"
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.app.id
}

resource "azurerm_key_vault" "app" {
  name                = "kv-app"
  resource_group_name = "rg-app"
  location            = "westeurope"
  sku_name            = "standard"
  tenant_id           = "33333333-3333-3333-3333-333333333333"
}

resource "azurerm_private_dns_zone" "vault" {
  name                = "privatelink.vaultcore.azure.net" # expect: missing-dns-link
  resource_group_name = "rg-dns"
}

resource "azurerm_private_dns_zone_virtual_network_link" "app" {
  name                  = "to-app"
  resource_group_name   = "rg-dns"
  private_dns_zone_name = azurerm_private_dns_zone.vault.name
  virtual_network_id    = azurerm_virtual_network.app.id
}

# related: missing-dns-link
resource "azurerm_private_endpoint" "vault" {
  name                = "pe-vault"
  resource_group_name = "rg-app"
  location            = "westeurope"
  subnet_id           = azurerm_subnet.app.id

  private_service_connection {
    name                           = "vault"
    private_connection_resource_id = azurerm_key_vault.app.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.vault.id]
  }
}
