"""Family `recrutement`: information meetings and appointments, who is registered, who came."""
