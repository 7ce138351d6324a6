variable "subnet_id" {
  type = string
}

variable "zone_id" {
  type = string
}

variable "target_id" {
  type = string
}

resource "azurerm_private_endpoint" "this" {
  name                = "pe-vault"
  resource_group_name = "rg-app"
  location            = "westeurope"
  subnet_id           = var.subnet_id

  private_service_connection {
    name                           = "vault"
    private_connection_resource_id = var.target_id
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [var.zone_id]
  }
}
