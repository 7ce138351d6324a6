# The code writes the records of its endpoints itself.
resource "azurerm_virtual_network" "app" {
  name                = "vnet-app"
  resource_group_name = "rg-app"
  location            = "westeurope"
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_subnet" "app" {
  name                 = "snet-app"
  resource_group_name  = "rg-app"
  virtual_network_name = azurerm_virtual_network.app.name
  address_prefixes     = [cidrsubnet("10.1.0.0/16", 4, 1)]
}

resource "azurerm_key_vault" "app" {
  name                = "kv-app"
  resource_group_name = "rg-app"
  location            = "westeurope"
  sku_name            = "standard"
  tenant_id           = "33333333-3333-3333-3333-333333333333"
}

resource "azurerm_private_dns_zone" "vault" {
  name                = "privatelink.vaultcore.azure.net"
  resource_group_name = "rg-dns"
}

resource "azurerm_private_dns_zone_virtual_network_link" "app" {
  name                  = "app"
  resource_group_name   = "rg-dns"
  private_dns_zone_name = azurerm_private_dns_zone.vault.name
  virtual_network_id    = azurerm_virtual_network.app.id
}

resource "azurerm_private_endpoint" "read" {
  name                = "pe-read"
  resource_group_name = "rg-app"
  location            = "westeurope"
  subnet_id           = azurerm_subnet.app.id

  private_service_connection {
    name                           = "read"
    private_connection_resource_id = azurerm_key_vault.app.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }
}

resource "azurerm_private_dns_a_record" "read" {
  name                = "kv-read"
  zone_name           = azurerm_private_dns_zone.vault.name
  resource_group_name = "rg-dns"
  ttl                 = 300
  records             = [azurerm_private_endpoint.read.private_service_connection[0].private_ip_address]
}

resource "azurerm_private_endpoint" "written" {
  name                = "pe-written"
  resource_group_name = "rg-app"
  location            = "westeurope"
  subnet_id           = azurerm_subnet.app.id

  ip_configuration {
    name               = "static"
    private_ip_address = "10.1.16.10"
    subresource_name   = "vault"
  }

  private_service_connection {
    name                           = "written"
    private_connection_resource_id = azurerm_key_vault.app.id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }
}

resource "azurerm_private_dns_a_record" "written" {
  name                = "kv-written"
  zone_name           = azurerm_private_dns_zone.vault.name
  resource_group_name = "rg-dns"
  ttl                 = 300
  records             = ["10.1.16.10"]
}
