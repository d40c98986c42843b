-- Reads a session. Its messages are counted in the conversation while it is open.
-- KEYS[1] hash conversation
-- KEYS[2] hash session
-- returns {customer, kefu or '', state, type, created ms, closed ms or nil, metadata or nil, messages}; {} if there is no
--   such session

local session = redis.call('HMGET', KEYS[2], 'customer', 'kefu', 'state', 'type', 'at', 'closed', 'meta', 'count')
if not session[3] then
  return {}
end
if session[3] ~= 'closed' then
  session[8] = redis.call('HGET', KEYS[1], 'cnt') or '0'
end
return session
